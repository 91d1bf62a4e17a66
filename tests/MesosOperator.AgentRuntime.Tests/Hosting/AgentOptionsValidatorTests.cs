using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Hosting;

public sealed class AgentOptionsValidatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Good_options_have_no_problem_and_leave_nothing_behind()
    {
        Assert.Empty(AgentOptionsValidator.Problems(Good()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    public static TheoryData<string, Func<AgentOptions, AgentOptions>> Bad => new()
    {
        { "--operator: '' is not an address such as 10.0.0.1:5060", options => options with { Operator = "" } },
        { "--operator: 'localhost:5060/x' is not an address such as 10.0.0.1:5060", options => options with { Operator = "localhost:5060/x" } },
        { "--operator: 'ftp://x' is not an address such as 10.0.0.1:5060", options => options with { Operator = "ftp://x" } },
        { "--operator: 'http://x/y' is not an address such as 10.0.0.1:5060", options => options with { Operator = "http://x/y" } },
        { "--operator: some addresses are http:// and some https://", options => options with { Operator = "http://x, y" } },
        { "--token-file: is for an operator at https://", options => options with { Operator = "http://x", TokenFile = "/no/token" } },
        { "--token-file: '/no/token' cannot be read: Could not find a part of the path '/no/token'.", options => options with { Operator = "x:1", TokenFile = "/no/token" } },
        { "--token-file: '/dev/null' holds no token", options => options with { Operator = "x:1", TokenFile = "/dev/null" } },
        { "--operator: '' is not an address such as 10.0.0.1:5060", options => options with { Operator = "http://x," } },
        { "--operator: some addresses are http:// and some https://", options => options with { Operator = "http://x,https://y" } },
        { "--operator: 17 addresses are more than 16", options => options with { Operator = string.Join(',', Enumerable.Range(1, 17).Select(i => $"http://x:{i}")) } },
        { "--operator-ca: is for an operator at https://", options => options with { OperatorCa = "ca.pem" } },
        { "--operator-name: is for an operator at https://", options => options with { OperatorName = "x" } },
        { "--operator-ca: '/no/such' cannot be read", options => options with { Operator = "https://x", OperatorCa = "/no/such" } },
        { "--operator-ca: '/dev/null' holds no certificate in PEM", options => options with { Operator = "https://x", OperatorCa = "/dev/null" } },
        { "--operator-name: 'a b' is not the name of a host", options => options with { Operator = "https://x", OperatorName = "a b" } },
        { "--resources: cpus: 'x' is not a number", options => options with { Resources = "cpus:x" } },
        { "--resources: cpus: Role component '-a' is invalid because it begins with a dash", options => options with { Resources = "cpus(-a):1" } },
        { "--default-role: Role 'a//b' cannot contain two adjacent slashes", options => options with { DefaultRole = "a//b" } },
        { "--resources: gpus: 3 are to be offered, and of those that --gpus none names there are 0", options => options with { Resources = "gpus(a):2;gpus(b):1", Gpus = "none" } },
        { "--attributes: 'x' is not name:value", options => options with { Attributes = "x" } },
        { "--work-dir: 'here' is not a full path", options => options with { WorkDirectory = "here" } },
        { "--work-dir: ", options => options with { WorkDirectory = "/proc/no/such" } },
        { "--hostname: 'a b' is not the name of a host", options => options with { Hostname = "a b" } },
        { "--ip: '1.2.3.400' is not an IP address", options => options with { Address = "1.2.3.400" } },
        { "--port: -1 is not a port", options => options with { Port = -1 } },
        { "--listen: 'here' is not an IP address", options => options with { ListenAddress = "here" } },
        { "--port: 65536 is not a port", options => options with { Port = 65536 } },
        { "--stop-grace: is not between 0 and 3600 seconds", options => options with { StopGrace = TimeSpan.FromSeconds(-1) } },
        { "--sandbox-age: is not between 0 and 3650 days", options => options with { SandboxAge = TimeSpan.MaxValue } },
        { "--sandbox-count: -1 is not between 0 and 1000000", options => options with { SandboxCount = -1 } },
        { "--max-tasks: 0 is not between 1 and 100000", options => options with { MaximumTasks = 0 } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Says_what_is_wrong(string problem, Func<AgentOptions, AgentOptions> change) =>
        Assert.StartsWith(problem, Assert.Single(AgentOptionsValidator.Problems(change(Good()))), StringComparison.Ordinal);

    [Fact]
    public void Lists_every_problem_at_once() => Assert.Equal(
        4, AgentOptionsValidator.Problems(Good() with { Operator = "x/y", Resources = "cpus:x;mem:y", Port = -1 }).Length);

    public void Dispose() => _folder.Dispose();

    private AgentOptions Good() => new() { Operator = "http://127.0.0.1:5060", WorkDirectory = _folder.Path };
}
