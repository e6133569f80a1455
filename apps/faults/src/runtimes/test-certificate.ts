/**
 * A certificate for 127.0.0.1 with its key, signed by itself and valid until 2126. It is no secret: only the fault app's
 * own server has it, and only a browser that ignores certificates trusts it.
 */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxP2VgwjFv8DNGVak
4Nr+ExtFzBEIqp0I8+cMWeDXj8ahRANCAAT/vUwgoOlkqC5IkqhJWu2KQsQ+b8aH
ABTqzJbJkgGXNAyCdeL9ZOJ8uaOZ6FWD9O0pOAxqZFGZdRySYi0Kl0on
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUUFKXFw1vNuuhjHdIiv2l5KpjfV0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNzE1Mzg0NVoYDzIxMjYxMTAz
MTUzODQ1WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAT/vUwgoOlkqC5IkqhJWu2KQsQ+b8aHABTqzJbJkgGXNAyCdeL9ZOJ8
uaOZ6FWD9O0pOAxqZFGZdRySYi0Kl0ono2QwYjAdBgNVHQ4EFgQUpVlzaA939GWq
tR1U0pPSi3UN4B0wHwYDVR0jBBgwFoAUpVlzaA939GWqtR1U0pPSi3UN4B0wDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IQD2me1vm5ejJYx2CEvu51IgA+YJXFDjbTDxse0ppg/Z9wIgGm3/EozUxAjp80aB
uOIFFISer6wQ1EyfFqnGEv0rz/o=
-----END CERTIFICATE-----`,
} as const
