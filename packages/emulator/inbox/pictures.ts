import { authorization, readAnswer } from './api.ts'

/** Puts a file where the application can fetch it; gives its URL. */
export async function upload(file: File): Promise<string> {
  const response = await fetch(`/__emulator/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { authorization, 'content-type': file.type === '' ? 'application/octet-stream' : file.type },
    body: file,
    credentials: 'omit',
  })
  return (await readAnswer<{ url: string }>(response)).url
}

/** The files of a paste or a drop. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])]
}
