/** The credentials of every client of the fault app. */
export const accessKey = 'fault-app'
export const secretKey = 'f00dcafe-a-secret-that-nobody-may-see'
