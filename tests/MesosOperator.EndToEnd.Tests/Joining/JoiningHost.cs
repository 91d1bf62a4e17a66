using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Joining;

/// <summary>A host that joins, with a work directory that outlives its agents.</summary>
internal sealed class JoiningHost(string name) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string WorkDirectory => _folder["work"];

    public string TokenFile => _folder["token"];

    public string CertificateFile => Path.Combine(WorkDirectory, "meta", "certificate.pem");

    public string JournalFile => Path.Combine(WorkDirectory, "meta", "journal");

    /// <summary>Asks for a token as an administrator does, and puts it where the agent finds it.</summary>
    public async Task TakeTokenAsync(string kubeconfig, params string[] arguments)
    {
        await using var program = ChildProgram.StartOwn("mesos-operator", ["token", "--kubeconfig", kubeconfig, "--namespace", "default", .. arguments]);
        Assert.True(await program.ExitAsync() == 0, program.Text);
        await File.WriteAllLinesAsync(TokenFile, program.Lines);
    }

    /// <summary>One run of its agent, at operators named without a scheme.</summary>
    public ChildProgram Start(IEnumerable<Uri> operators, params string[] arguments) => ChildProgram.StartOwn("mesos-agent",
    [
        "--operator", string.Join(',', operators.Select(link => link.Authority)), "--token-file", TokenFile, "--work-dir", WorkDirectory, "--port", "0",
        "--hostname", name, "--resources", "cpus:1;mem:256;disk:64;ports:[31000-31010]", .. arguments,
    ]);

    /// <summary>The name of its Agent object.</summary>
    public async Task<string> ObjectAsync(Kubectl kubectl) =>
        (await kubectl.SucceedAsync("get", "agents.mesosoperator.io", "-o", $"jsonpath={{.items[?(@.status.hostname==\"{name}\")].metadata.name}}")).Trim();

    /// <summary>Makes this host a copy of another one.</summary>
    public void CopyOf(JoiningHost original)
    {
        Directory.CreateDirectory(Path.Combine(WorkDirectory, "meta"));
        File.Copy(original.TokenFile, TokenFile);
        foreach (var file in (string[])["certificate.pem", "journal", "home"])
            File.Copy(Path.Combine(original.WorkDirectory, "meta", file), Path.Combine(WorkDirectory, "meta", file));
    }

    public void Dispose() => _folder.Dispose();
}
