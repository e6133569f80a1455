/** Where the emulator of the page seems to be. Names that end with `.invalid` never lead anywhere. */
export const emulatorUrl = 'https://emulator.invalid'

/** Where a program that listens seems to be. */
export const programUrl = 'https://program.invalid'

/** In the URL of the account's webhooks, as the guides ask. */
export const webhookSecret = 'secret-of-the-playground'
