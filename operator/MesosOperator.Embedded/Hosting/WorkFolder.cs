using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MesosOperator.Embedded.Hosting;

/// <summary>What lies in the folder of the server.</summary>
internal sealed class WorkFolder(string path)
{
    private const int TokenBytes = 32;

    public string Database => Path.Combine(path, "objects.db");

    public string Certificate => Path.Combine(path, "server.pem");

    public string Token => Path.Combine(path, "token");

    public string Kubeconfig => Path.Combine(path, "kubeconfig");

    /// <summary>Makes the folder and, in case it was there and is open to others, the database: SQLite's other files get its mode.</summary>
    public void Make()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        SecretFiles.Make(Database);
    }

    /// <summary>The token of the administrator, made once.</summary>
    public string ReadOrMakeToken()
    {
        if (File.Exists(Token) && File.ReadAllText(Token).Trim() is { Length: > 0 } present)
            return present;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        SecretFiles.Write(Token, token);
        return token;
    }

    /// <summary>Writes how clients reach the server.</summary>
    public void WriteKubeconfig(Uri address, X509Certificate2 certificate, string token)
    {
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        SecretFiles.Write(Kubeconfig, $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: mesos-operator
              cluster:
                server: {address.ToString().TrimEnd('/')}
                certificate-authority-data: {authority}
            users:
            - name: admin
              user:
                token: {token}
            contexts:
            - name: mesos-operator
              context:
                cluster: mesos-operator
                user: admin
                namespace: default
            current-context: mesos-operator

            """);
    }
}
