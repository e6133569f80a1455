// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface DeliveryReceiptOptions {
    form?: PayloadForm | undefined;
    messageId?: string | undefined;
    level?: number | undefined;
    status?: string | undefined;
    statusCode?: number | null | undefined;
    statusCodeDescription?: string | undefined;
    timestamp?: Date | undefined;
    body?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
}

interface InboundMediaOptions {
    fileName?: string | undefined;
    url?: string | undefined;
    mimeType?: string | undefined;
    fileSize?: number | undefined;
}

interface InboundMmsOptions {
    id?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    body?: string | null | undefined;
    timestamp?: Date | undefined;
    messageType?: string | undefined;
    media?: readonly InboundMediaOptions[] | undefined;
}

interface InboundSmsOptions {
    form?: PayloadForm | undefined;
    id?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    body?: string | undefined;
    timestamp?: Date | undefined;
    messageType?: string | undefined;
    callbackUrl?: string | undefined;
}

type PayloadForm = 'modern' | 'flat';

interface PortOrderStatusOptions {
    id?: string | undefined;
    portOrderId?: string | undefined;
    status?: string | undefined;
    timestamp?: Date | undefined;
}

declare function deliveryReceipt(options?: DeliveryReceiptOptions): Payload;

declare function inboundMms(options?: InboundMmsOptions): Payload;

declare function inboundSms(options?: InboundSmsOptions): Payload;

declare function portOrderStatus(options?: PortOrderStatusOptions): Payload;

declare function webhookRequest(payload: Payload, url?: string): Request;

// Not exported, but part of what is.

type Payload = Record<string, unknown>;
