using MesosOperator.AgentRuntime.Tests.Recovery;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Containers;
using Network = MesosOperator.Protocol.Mesos.V1.ContainerInfo.Types.DockerInfo.Types.Network;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Containers with an address of their own, by the real plugins; what they change on this host is undone.</summary>
public sealed class ContainerNetworkTests(TestContainerd containerd) : IAsyncLifetime
{
    private const string Bridge = "mesostest0";
    private const string Subnet = "10.213.77.0/24";
    private const string Forwarding = "/proc/sys/net/ipv4/ip_forward";

    private string _forwarding = "";

    public ValueTask InitializeAsync()
    {
        _forwarding = File.ReadAllText(Forwarding);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists($"/sys/class/net/{Bridge}"))
            HostProgram.Run("/bin/sh", "-c", $"ip link del {Bridge}");
        if (HostProgram.Find("iptables") is not null)
            File.WriteAllText(Forwarding, _forwarding);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_bridged_container_is_reached_at_its_address_and_by_a_port_of_the_host()
    {
        Need();
        await using var agent = await containerd.AgentAsync(options => options with { ContainerBridge = Bridge, ContainerSubnet = Subnet });
        var running = await agent.StartAsync(Bridged(31877, "grep $(hostname) /etc/hosts; echo served > page; exec httpd -f -p 8080 -h /mnt/mesos/sandbox"));
        var network = Assert.Single(running.ContainerStatus.NetworkInfos);
        var address = Assert.Single(network.IpAddresses).IpAddress;
        var id = running.ContainerStatus.ContainerId.Value;
        await agent.ReadyAsync("t1");

        Assert.StartsWith("10.213.77.", address);
        Assert.Equal($"{address}\t{id[..12]}\n", agent.Output("t1"));
        Assert.Equal([(31877u, 8080u, "tcp")], network.PortMappings.Select(port => (port.HostPort, port.ContainerPort, port.Protocol)));
        Assert.Equal("served\n", await GetAsync($"http://{address}:8080/page"));
        Assert.Equal("served\n", await GetAsync("http://127.0.0.1:31877/page"));

        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 0));
        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
        await Eventually.TrueAsync(() => !IsKnown(id), "nothing of its network is left");
    }

    [Fact]
    public async Task The_network_of_a_container_whose_agent_was_killed_is_taken_away()
    {
        Need();
        await containerd.NeedAsync();
        await using var agent = await MortalAgent.StartWithAsync(
            ["--containerd", containerd.Socket, "--containerd-namespace", TestContainerd.Namespace, "--container-bridge", Bridge, "--container-subnet", Subnet]);
        var pid = await agent.RunAsync(Orders.Run(Bridged(31878, "echo on; sleep 1000")));
        var id = containerd.Containers().Single(IsKnown);
        agent.Die();

        await agent.LiveAsync();

        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid) && !IsKnown(id), "nothing of the container is left");
    }

    [Fact]
    public async Task A_network_that_nobody_has_named_is_told()
    {
        Need();
        await using var agent = await containerd.AgentAsync(options => options with { NetworkConfigurations = "/nonexistent" });

        var status = await agent.RunAsync(Images.Docker("t1", "true", container =>
        {
            container.Docker.Network = Network.User;
            container.NetworkInfos.Add(new NetworkInfo { Name = "backend" });
        }));

        Assert.Equal("There is no network named 'backend' in /nonexistent", status.Message);
    }

    private static TaskInfo Bridged(ulong port, string command)
    {
        var task = Images.Docker("t1", $"cd /mnt/mesos/sandbox; {command}", container =>
        {
            container.Docker.Network = Network.Bridge;
            container.Docker.PortMappings.Add(new ContainerInfo.Types.DockerInfo.Types.PortMapping { HostPort = (uint)port, ContainerPort = 8080 });
        });
        task.Resources.Add(new Resource
        {
            Name = "ports",
            Type = Value.Types.Type.Ranges,
            Ranges = new Value.Types.Ranges { Range = { new Value.Types.Range { Begin = port, End = port } } },
        });
        return task;
    }

    private static void Need()
    {
        Assert.SkipUnless(File.Exists("/usr/lib/cni/bridge") || File.Exists("/opt/cni/bin/bridge"), "This host has no network plugins (containernetworking-plugins).");
        Assert.SkipUnless(HostProgram.Find("iptables") is not null, "This host has no iptables.");
        var (code, output) = HostProgram.Run(HostProgram.Find("iptables")!, "-t", "nat", "-L", "-n");
        Assert.SkipUnless(code == 0, $"This kernel does not translate addresses: {output.Trim()}");
    }

    private static async Task<string> GetAsync(string url)
    {
        using var http = new HttpClient { Timeout = Patience.Limit };
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await http.GetStringAsync(url, Patience.Token());
            }
            catch (HttpRequestException) when (tries < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Patience.Token()); // the server has not bound its port yet
            }
        }
    }

    /// <summary>Whether addresses, rules or handles still speak of a container.</summary>
    private static bool IsKnown(string id) =>
        Directory.EnumerateFiles("/run/mesos-operator", "*", SearchOption.AllDirectories).Any(file => Path.GetFileName(file).Contains(id) || (file.Contains("/addresses/") && File.ReadAllText(file).Contains(id)))
        || HostProgram.Run("/bin/sh", "-c", $"iptables-save -t nat 2>/dev/null | grep -c {id}").Output.Trim() != "0";
}
