using System.Text.Json.Nodes;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Containers;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Images that containerd does not have yet, from a fake registry.</summary>
public sealed class ImagePullTests(TestContainerd containerd)
{
    [Fact]
    public async Task An_image_is_pulled_with_a_login_and_run()
    {
        await using var registry = await RegistryAsync(new FakeRegistry { IsClosed = true });
        registry.Add("team/app", "1", Image("first"));
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["config.json"], new JsonObject
        {
            ["auths"] = new JsonObject { [registry.Host] = new JsonObject { ["auth"] = Convert.ToBase64String("somebody:secret"u8) } },
        }.ToJsonString());
        await using var agent = await AgentAsync(registry, folder["config.json"]);

        var status = await agent.RunAsync(Task($"{registry.Host}/team/app:1"));

        Assert.Equal("Command exited with status 0", status.Message);
        Assert.Equal("first\n", agent.Output("t1"));
    }

    [Fact]
    public async Task The_fake_registry_is_one_for_containerds_own_client_too()
    {
        await containerd.NeedAsync();
        await using var registry = await RegistryAsync(new FakeRegistry { IsClosed = true });
        registry.Add("team/app", "1", Image("first"));

        var (code, output) = containerd.Ctr("images", "pull", "--plain-http", "--user", "somebody:secret", $"{registry.Host}/team/app:1");

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_pull_goes_on_where_it_was_broken_off()
    {
        await using var registry = await RegistryAsync(new FakeRegistry { BreaksOff = true });
        registry.Add("team/app", "1", Image("broken off"));
        await using var agent = await AgentAsync(registry);

        await agent.RunAsync(Task($"{registry.Host}/team/app:1"));

        Assert.Equal("broken off\n", agent.Output("t1"));
        Assert.Matches("^bytes=[1-9][0-9]*-$", Assert.Single(registry.Ranges));
    }

    [Fact]
    public async Task A_forced_pull_sees_what_its_tag_stands_for_now()
    {
        await using var registry = await RegistryAsync(new FakeRegistry());
        registry.Add("team/app", "1", Image("old"));
        await using var agent = await AgentAsync(registry);
        await agent.RunAsync(Task($"{registry.Host}/team/app:1"));
        registry.Add("team/app", "1", Image("new"));

        await agent.RunAsync(Task($"{registry.Host}/team/app:1", "t2"));
        var forced = Task($"{registry.Host}/team/app:1", "t3");
        forced.Container.Docker.ForcePullImage = true;
        await agent.RunAsync(forced);

        Assert.Equal(["old\n", "old\n", "new\n"], [agent.Output("t1"), agent.Output("t2"), agent.Output("t3")]);
    }

    [Fact]
    public async Task What_cannot_be_pulled_is_told()
    {
        await using var closed = await RegistryAsync(new FakeRegistry { IsClosed = true });
        await using var liar = await RegistryAsync(new FakeRegistry { Lies = true });
        closed.Add("team/app", "1", Image("closed"));
        liar.Add("team/app", "1", Image("lies"));
        await using var agent = await containerd.AgentAsync(options => options with { PlainRegistries = $"{closed.Host},{liar.Host},127.0.0.1:1" });

        Assert.Equal($"Image {liar.Host}/team/none:1 cannot be pulled: {liar.Host} does not have it", await FailAsync(agent, "t1", $"{liar.Host}/team/none:1"));
        Assert.StartsWith($"Image {closed.Host}/team/app:1 cannot be pulled: 127.0.0.1 gives no token: 401", await FailAsync(agent, "t2", $"{closed.Host}/team/app:1"));
        Assert.StartsWith($"Image {liar.Host}/team/app:1 cannot be pulled: the registry gives something else for sha256:", await FailAsync(agent, "t3", $"{liar.Host}/team/app:1"));
        Assert.StartsWith("Image 127.0.0.1:1/team/app:latest cannot be pulled from 127.0.0.1:1: ", await FailAsync(agent, "t4", "127.0.0.1:1/team/app"));
    }

    private static async Task<string> FailAsync(RunningAgent agent, string id, string image)
    {
        var status = await agent.RunAsync(Task(image, id));
        Assert.Equal(TaskState.TaskFailed, status.State);
        return status.Message;
    }

    private static async Task<FakeRegistry> RegistryAsync(FakeRegistry registry)
    {
        await registry.StartAsync();
        return registry;
    }

    private Task<RunningAgent> AgentAsync(FakeRegistry registry, string? logins = null) =>
        containerd.AgentAsync(options => options with { PlainRegistries = registry.Host, DockerConfig = logins });

    private TestImage Image(string mark) => new() { Busybox = HostProgram.Find("busybox")!, Files = { ["mark"] = mark + "\n" } };

    private static TaskInfo Task(string image, string id = "t1") => Images.Docker(id, "cat /mark", container => container.Docker.Image = image);
}
