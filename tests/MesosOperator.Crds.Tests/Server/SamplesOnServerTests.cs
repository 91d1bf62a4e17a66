using MesosOperator.Crds.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Crds.Tests.Server;

public class SamplesOnServerTests(SharedKubeApiServer shared)
{
    public static readonly TheoryData<string> Files = [.. RepositoryFiles.In("samples/resources").Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Files))]
    public async Task A_sample_is_taken_as_it_is_and_changes_nothing_the_second_time(string file)
    {
        var kubectl = (await shared.Server).Kubectl;
        var path = Path.Combine(RepositoryFiles.Root, "samples/resources", file);
        Assert.Contains("created", await kubectl.SucceedAsync("apply", "-f", path));
        var first = await kubectl.SucceedAsync("get", "-f", path, "-o", "yaml");
        await kubectl.SucceedAsync("apply", "-f", path);
        Assert.Equal(first, await kubectl.SucceedAsync("get", "-f", path, "-o", "yaml"));
    }
}
