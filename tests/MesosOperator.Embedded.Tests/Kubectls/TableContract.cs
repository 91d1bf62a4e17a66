using System.Text;
using System.Text.Json.Nodes;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Embedded.Tests.Kubectls;

/// <summary>What <c>kubectl get</c> shows of each kind, in one golden file for the embedded and a real API server.</summary>
public abstract class TableContract
{
    private const string Folder = "tests/MesosOperator.Embedded.Tests";

    [Fact]
    public async Task Every_kind_is_shown_with_its_columns()
    {
        var kubectl = await StartAsync();
        await kubectl.SucceedAsync("apply", "-f", Path.Combine(SourceFolder.Root, "samples/resources"));
        var statuses = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceFolder.Root, Folder, "Kubectls/statuses.json")))!.AsObject();
        foreach (var (name, status) in statuses)
        {
            foreach (var condition in status!["conditions"]?.AsArray() ?? [])
            {
                condition!["lastTransitionTime"] = "2026-01-01T00:00:00Z";
                condition["reason"] = "Tested";
                condition["message"] ??= "";
            }
            await kubectl.SucceedAsync(
                ["patch", .. name.Split(' '), "--subresource=status", "--type=merge", "-p", new JsonObject { ["status"] = status.DeepClone() }.ToJsonString()]);
        }
        var shown = new StringBuilder();
        foreach (var kind in (string[])["ag", "mcl", "fw", "mach", "np", "of", "mrole", "mtask"])
            foreach (var form in (string[][])[[], ["-o", "wide"]])
            {
                shown.AppendLine($"$ kubectl get {string.Join(' ', [kind, .. form])}");
                shown.AppendLine(Shown.Of(await kubectl.SucceedAsync(["get", kind, .. form])));
            }
        Assert.Equal(Golden.Expected($"{Folder}/Golden/tables.txt", shown.ToString()), shown.ToString());
    }

    /// <summary>A server that has our definitions and no object of them.</summary>
    private protected abstract Task<Kubectl> StartAsync();
}
