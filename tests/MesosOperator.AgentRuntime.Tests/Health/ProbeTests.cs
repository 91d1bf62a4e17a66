using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Health;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Health;

/// <summary>Probes of real servers on the loopback.</summary>
public sealed class ProbeTests
{
    [Theory]
    [InlineData("/200", 200, true)]
    [InlineData("/399", 399, true)]
    [InlineData("/400", 400, false)]
    [InlineData("/503", 503, false)]
    [InlineData("/move/204", 204, true)]
    [InlineData("/move/500", 500, false)]
    [InlineData("/away", 302, true)] // nobody is sent elsewhere
    [InlineData("/round", 302, true)] // nor for ever
    [InlineData("/200?a=b c", 200, true)]
    public async Task A_page_is_judged_by_its_status(string path, int status, bool isGood)
    {
        await using var server = await PageServer.StartAsync(Answer);
        using var probe = new PageProbe();

        var result = await probe.TryAsync(ProbeSpec.Of(Checks.ByHttp(server.Port, path)), null, Patience.Token());

        Assert.Equal((status, isGood), (result.Number, result.IsGood));
    }

    [Fact]
    public async Task Statuses_that_the_framework_names_are_the_good_ones()
    {
        await using var server = await PageServer.StartAsync(Answer);
        using var probe = new PageProbe();
        var check = Checks.ByHttp(server.Port, "/418");
        check.Http.Statuses.Add(418);

        Assert.True((await probe.TryAsync(ProbeSpec.Of(check), null, Patience.Token())).IsGood);
        check.Http.Path = "/200";
        Assert.False((await probe.TryAsync(ProbeSpec.Of(check), null, Patience.Token())).IsGood);
    }

    [Fact]
    public async Task Whose_certificate_it_is_does_not_matter()
    {
        await using var server = await PageServer.StartAsync(Answer, isEncrypted: true);
        using var probe = new PageProbe();
        var check = Checks.ByHttp(server.Port, "/200");
        check.Http.Scheme = "https";

        Assert.True((await probe.TryAsync(ProbeSpec.Of(check), null, Patience.Token())).IsGood);
        check.Http.Scheme = "http";
        var plain = await probe.TryAsync(ProbeSpec.Of(check), null, Patience.Token());
        Assert.False(plain.IsGood);
    }

    [Fact]
    public async Task What_is_no_web_server_gives_no_answer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var probe = new PageProbe();

        var trying = probe.TryAsync(ProbeSpec.Of(Checks.ByHttp(port)), null, Patience.Token());
        using (var socket = await listener.AcceptSocketAsync(Patience.Token()))
            await socket.SendAsync("SSH-2.0-hello\r\n"u8.ToArray());
        var result = await trying;

        Assert.Null(result.Number);
        Assert.StartsWith($"http://127.0.0.1:{port}/ does not answer: ", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_is_open_or_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var open = await PortProbe.TryAsync(ProbeSpec.Of(Checks.ByTcp(port)), null, Patience.Token());
        listener.Stop();
        var closed = await PortProbe.TryAsync(ProbeSpec.Of(Checks.ByTcp(port)), null, Patience.Token());

        Assert.Equal((1, true), (open.Number, open.IsGood));
        Assert.Equal((0, false, $"127.0.0.1:{port} does not accept connections: Connection refused"), (closed.Number, closed.IsGood, closed.Message));
    }

    [Fact]
    public async Task What_does_not_answer_is_given_up_and_keeps_nobody_waiting()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(); // it accepts, and says nothing
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var server = await PageServer.StartAsync(Answer);
        var results = new ConcurrentDictionary<string, ProbeResult>();
        await using var prober = Prober(results);
        var slow = Checks.ByHttp(port);
        slow.TimeoutSeconds = 0.3;
        var endless = Checks.ByHttp(port);
        endless.TimeoutSeconds = 0;

        for (var count = 0; count < 100; count++)
            prober.Start(Launch($"slow-{count}"), 1, ProbeKind.HealthCheck, ProbeSpec.Of(count % 2 == 0 ? slow : endless));
        prober.Start(Launch("quick"), 1, ProbeKind.HealthCheck, ProbeSpec.Of(Checks.ByHttp(server.Port, "/200")));

        await Eventually.TrueAsync(() => results.ContainsKey("quick"), "the quick one is answered");
        await Eventually.TrueAsync(() => results.Count == 51, "the slow ones are given up");
        Assert.True(results["quick"].IsGood);
        Assert.Equal("it has not ended within 0.3 s", results["slow-0"].Message);
        prober.Stop(Launch("slow-1")); // the others end with the prober
    }

    private static Prober Prober(ConcurrentDictionary<string, ProbeResult> results)
    {
        var commands = new CommandProbe(new TaskJoiner(new NoCgroups(), new PrivilegeRules(ulong.MaxValue, false, false)), null!, null!, _ => "", TimeProvider.System);
        var kit = new ProbeKit(commands, new ContainerProbe(null!), new TaskSockets("/nowhere"));
        return new Prober(kit, (launch, _, result) =>
        {
            results[launch.ContainerId] = result;
            return ValueTask.CompletedTask;
        }, TimeProvider.System, NullLogger.Instance);
    }

    private static TaskLaunch Launch(string id) => new(Orders.Agent, Orders.FrameworkInfo(), Orders.Task(id, "true"), "dev", id, "/nowhere");

    private static Task Answer(HttpContext context)
    {
        var words = context.Request.Path.Value!.Split('/');
        switch (words[1])
        {
            case "move":
                context.Response.Redirect($"/{words[2]}");
                break;
            case "away":
                context.Response.Redirect("http://192.0.2.1/200");
                break;
            case "round":
                context.Response.Redirect("/round");
                break;
            default:
                context.Response.StatusCode = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
                break;
        }

        return Task.CompletedTask;
    }
}
