// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface CommandIo {
    write(text: string): void;
    writeError(text: string): void;
    stop: AbortSignal;
}

declare function runCommand(args: readonly string[], io: CommandIo): Promise<number>;
