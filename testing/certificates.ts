/** An authority and what it signed, as PEM files in a folder of one test. Needs the program `openssl`. */
export interface Certificates extends AsyncDisposable {
  readonly folder: string;
  readonly caFile: string;
  /** Of an authority that has signed nothing here. */
  readonly otherCaFile: string;
  /** Signs a certificate, `<name>.pem`, for a new key, `<name>.key`. */
  issue(name: string, options?: IssueOptions): Promise<Certificate>;
}

export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

interface IssueOptions {
  /** What the certificate is for, as in "DNS:localhost" or "IP:127.0.0.1". */
  readonly subject?: string;
  /** Who a client says it is. */
  readonly commonName?: string;
  /** How long it counts from now; below 0 it has expired. */
  readonly days?: number;
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

export async function makeCertificates(): Promise<Certificates> {
  const folder = await Deno.makeTempDir({ prefix: "certificates-" });
  // Servers under an account of their own read from here.
  await Deno.chmod(folder, 0o755);
  for (const name of ["ca", "other-ca"]) {
    const files = ["-keyout", `${name}.key`, "-out", `${name}.pem`];
    await openssl(folder, ["req", "-x509", ...NEW_KEY, "-days", "2", "-subj", `/CN=test ${name}`, ...files]);
  }
  return {
    folder,
    caFile: `${folder}/ca.pem`,
    otherCaFile: `${folder}/other-ca.pem`,
    issue: (name, options) => issue(folder, name, options),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function issue(
  folder: string,
  name: string,
  { subject = "DNS:localhost", commonName = "test", days = 2 }: IssueOptions = {},
): Promise<Certificate> {
  const request = ["-subj", `/CN=${commonName}`, "-keyout", `${name}.key`, "-out", `${name}.csr`];
  await openssl(folder, ["req", ...NEW_KEY, ...request]);
  await Deno.writeTextFile(`${folder}/${name}.names`, `subjectAltName=${subject}\n`);
  const signing = ["-req", "-in", `${name}.csr`, "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
  await openssl(folder, ["x509", ...signing, "-days", `${days}`, "-extfile", `${name}.names`, "-out", `${name}.pem`]);
  return { certFile: `${folder}/${name}.pem`, keyFile: `${folder}/${name}.key` };
}

async function openssl(cwd: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("openssl", { args: [...args], cwd, stdin: "null" }).output()
    .catch((cause) => {
      throw new Error("Cannot make certificates: the program openssl is not there; install it", { cause });
    });
  if (!success) throw new Error(`Cannot make certificates: ${new TextDecoder().decode(stderr)}`);
}
