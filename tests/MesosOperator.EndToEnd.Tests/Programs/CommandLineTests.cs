using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MesosOperator.EndToEnd.Tests.Support;

namespace MesosOperator.EndToEnd.Tests.Programs;

public sealed class CommandLineTests
{
    private const int Usage = 64;
    private const int Unavailable = 69;

    [Fact]
    public async Task Every_problem_is_listed_at_once()
    {
        await using var program = ChildProgram.StartOwn(
            "mesos-operator", "standalone", "--address", "here", "--port", "70000", "--agent-link-port", "x", "--allocation-interval", "5",
            "--agent-ping-interval", "-1s", "--agent-ping-misses", "0", "--weights", "a=0,b,a//b=1,c=1,c=2", "--min-allocatable-resources", "cpus", "--resources", "cpus",
            "--attributes", "rack", "--allocation-order", "any", "--roles", "a,/b", "--sample-tasks", "2000", "--mailbox-capacity", "0", "--max-request-bytes", "10", "--nonsense");

        Assert.Equal(Usage, await program.ExitAsync());

        string[] expected =
        [
            "--address 'here'", "--port '70000'", "--agent-link-port 'x'", "--allocation-interval '5'", "--agent-ping-interval '-1s'",
            "--agent-ping-misses '0'", "the weight of 'a'", "'b' must be written", "two adjacent slashes", "role 'c' has two weights",
            "--resources", "--min-allocatable-resources 'cpus'", "--attributes", "--allocation-order 'any': must be drf or random", "--roles 'a,/b'", "--sample-tasks '2000'", "--mailbox-capacity '0'", "--max-request-bytes '10'", "--nonsense",
        ];
        Assert.All(expected, part => Assert.Contains(program.Lines, line => line.Contains(part, StringComparison.Ordinal)));
        Assert.Contains("mesos-operator standalone: 19 problems", program.Text);
    }

    [Theory]
    [InlineData("--no-sample", "--sample-tasks", "2", "--no-sample and --sample-tasks contradict")]
    [InlineData("--no-agent", "--resources", "cpus:1", "--no-agent and --resources contradict")]
    [InlineData("--port=7000", "--agent-link-port", "7000", "--port and --agent-link-port are both 7000")]
    public async Task Options_that_contradict_each_other_are_refused(string first, string second, string value, string problem)
    {
        await using var program = ChildProgram.StartOwn("mesos-operator", "standalone", first, second, value);

        Assert.Equal(Usage, await program.ExitAsync());

        Assert.Contains(problem, program.Text);
    }

    [Fact]
    public async Task Missing_kubeconfig_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        await using var program = ChildProgram.StartOwn("mesos-operator", "run", "--kubeconfig", folder["none"]);

        Assert.Equal(Usage, await program.ExitAsync());

        Assert.Contains("there is no such file", program.Text);
    }

    [Fact]
    public async Task State_that_another_process_uses_is_left_alone()
    {
        await using var first = await OperatorProcess.StartAsync("--no-agent");
        await using var second = ChildProgram.StartOwn(
            "mesos-operator", "standalone", "--no-agent", "--state-dir", first.StateFolder, "--api-port", "0", "--port", "0", "--agent-link-port", "0");

        Assert.Equal(Unavailable, await second.ExitAsync());

        Assert.Contains("--state-dir and --api-port choose others", second.Text);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var program = ChildProgram.StartOwn("mesos-operator", "standalone", "--no-agent", "--state-dir", folder["api"], "--api-port", "0", "--agent-link-port", "0", "--port", port);

        Assert.Equal(Unavailable, await program.ExitAsync());

        Assert.Contains(program.Lines, line => line.Contains(port, StringComparison.Ordinal) && line.Contains("in use", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", program.Text);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        await using var program = ChildProgram.StartOwn("mesos-operator", "--help");
        await using var standalone = ChildProgram.StartOwn("mesos-operator", "standalone", "--help");
        await using var run = ChildProgram.StartOwn("mesos-operator", "run", "--help");

        Assert.Equal(0, await program.ExitAsync());
        Assert.Equal(0, await standalone.ExitAsync());
        Assert.Equal(0, await run.ExitAsync());

        Assert.Contains("Kubernetes", program.Text);
        Assert.All(
            ["--address", "--port", "--agent-link-port", "--weights", "--offer-timeout", "--region", "--allocation-order", "--fair-sharing-excluded-resource-names", "--roles", "--no-agent", "--no-sample", "--work-dir", "--state-dir", "--api-port", "--agent-authentication", "--agent-certificate-life"],
            option => Assert.Contains(option, standalone.Text));
        Assert.All(
            ["--kubeconfig", "--context", "--namespace", "--open-access", "--allow-anonymous", "--credentials-secret", "--cluster-credential-programs", "--address", "--port", "--agent-authentication"],
            option => Assert.Contains(option, run.Text));
    }
}
