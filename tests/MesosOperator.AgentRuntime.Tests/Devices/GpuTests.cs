using System.Diagnostics;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Devices;

/// <summary>Graphics processors, with device files that were made for the tests: no test here has seen a real one.</summary>
public sealed class GpuTests
{
    private static readonly CancellationToken Patient = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_task_can_use_its_own_and_no_others_and_frameworks_see_what_there_are()
    {
        MadeGpus.Need();
        using var made = new MadeGpus(2);
        await using var agent = await RunningAgent.StartAsync(options => options with { GpuFinder = made.Finder });
        Assert.SkipUnless(agent.First.Register.Info.Attributes.Any(attribute => attribute.Name == "isolation" && attribute.Text.Value.Contains("devices")), "No control groups for devices here.");
        await agent.Call.SayAsync(Orders.Run(Gpus("holder", 1, made.Probe + "; exec sleep 1000")));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        await Eventually.TrueAsync(() => agent.Output("holder").Contains('/'), "the holder has looked");

        await agent.EndAsync(Gpus("second", 1, made.Probe));
        await agent.EndAsync(Gpus("none", 0, made.Probe));
        var excessive = await agent.EndAsync(Gpus("excessive", 3, made.Probe));

        Assert.Equal("yes\nno\nyes\nGPU-00/GPU-00\n", agent.Output("holder"));
        Assert.Equal("no\nyes\nyes\nGPU-11/GPU-11\n", agent.Output("second"));
        Assert.Equal("no\nno\nno\nvoid/\n", agent.Output("none"));
        Assert.Equal("The task is to have 3 GPUs, and this agent has 2", excessive.Message);
        var info = agent.First.Register.Info;
        Assert.Equal(2, info.Resources.Single(resource => resource.Name == "gpus").Scalar.Value);
        Assert.Equal(
            [("gpu_model", "NVIDIA Test 9000"), ("gpu_uuids", "GPU-00,GPU-11")],
            info.Attributes.Where(attribute => attribute.Name.StartsWith("gpu", StringComparison.Ordinal)).Select(attribute => (attribute.Name, attribute.Text.Value)));
    }

    [Fact]
    public async Task One_that_is_gone_is_told_unless_it_is_in_use()
    {
        MadeGpus.Need();
        using var made = new MadeGpus(2);
        await using var agent = await RunningAgent.StartAsync(options => options with { GpuFinder = made.Finder, HostWatchInterval = TimeSpan.FromMilliseconds(20) });

        made.Remove(1);
        var said = (await agent.Call.HearAsync())?.UpdateInfo;
        await agent.Call.SayAsync(Orders.Run(Gpus("holder", 1, "exec sleep 1000")));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        made.Remove(0);
        await agent.Call.SayAsync(Orders.Kill("holder", graceSeconds: 0));

        Assert.Equal((1, Orders.Agent), (said?.Info.Resources.Single(resource => resource.Name == "gpus").Scalar.Value, said?.Info.Id.Value));
        Assert.NotNull((await agent.Call.HearAsync())?.UpdateStatus); // and no other news of the host before it
    }

    [Theory]
    [InlineData("none", "", null)]
    [InlineData("discover", "0,1,2", null)]
    [InlineData("2,0", "0,2", null)]
    [InlineData("1,7", "1", "this host has no GPU 7 (it has 0, 1, 2)")]
    public void The_administrator_chooses(string choice, string expected, string? problem)
    {
        MadeGpus.Need();
        using var made = new MadeGpus(3);

        var host = made.Finder.Find(GpuChoice.Parse(choice)!, out var said);

        Assert.Equal((expected, problem), (string.Join(',', host.Gpus.Select(gpu => gpu.Index)), said));
        Assert.All(host.Gpus, gpu => Assert.Equal($"c 195:{gpu.Index} rwm", gpu.Device.ToString()));
        Assert.Equal(expected.Length > 0 ? ["c 195:255 rwm"] : [], host.Common.Select(node => node.Rule.ToString()));
    }

    [Theory]
    [InlineData("0,x")]
    [InlineData("1,1")]
    [InlineData("")]
    [InlineData("-1")]
    public void A_choice_that_makes_no_sense_is_refused(string choice)
    {
        using var folder = new TemporaryFolder();
        var problems = AgentOptionsValidator.Problems(new AgentOptions { Operator = "http://127.0.0.1:1", WorkDirectory = folder.Path, Gpus = choice });

        Assert.Equal([$"--gpus: '{choice}' is not none, discover, or different numbers separated by commas"], problems);
    }

    [Fact]
    public async Task Those_of_a_task_that_lives_on_are_not_given_away()
    {
        using var work = new TemporaryFolder();
        var host = new HostGpus([.. Enumerable.Range(0, 3).Select(index => new Gpu(index, "", "", null, new DeviceRule('c', 195, (uint)index, "rwm")))], []);
        var (old, other) = (Launch("old", 2), Launch("other", 1));
        foreach (var launch in new[] { old, other })
            Directory.CreateDirectory(MetaPaths.OfTask(work.Path, launch.ContainerId));
        await new GpuHook(work.Path, new GpuPool(host), TimeProvider.System).PrepareAsync(new TaskDraft(old), Patient);

        var pool = new GpuPool(host);
        var hook = new GpuHook(work.Path, pool, TimeProvider.System);
        hook.Recover([old, other]);
        await hook.PrepareAsync(new TaskDraft(other), Patient);

        Assert.Equal([0, 1], pool.HeldBy("old").Select(gpu => gpu.Index));
        Assert.Equal([2], pool.HeldBy("other").Select(gpu => gpu.Index));
    }

    [Fact]
    public async Task Who_comes_before_they_are_returned_waits()
    {
        var pool = new GpuPool(new HostGpus([new Gpu(0, "", "", null, new DeviceRule('c', 195, 0, "rwm"))], []));
        await pool.TakeAsync("first", 1, Patient);
        var second = pool.TakeAsync("second", 1, Patient);
        Assert.False(second.IsCompleted);

        pool.Return("first");

        Assert.Equal([0], (await second).Select(gpu => gpu.Index));
    }

    [Fact]
    public void The_driver_is_asked_for_model_and_memory()
    {
        using var folder = new TemporaryFolder();
        var compiler = new[] { "/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(compiler is null, "There is no C compiler to make a driver's library with.");
        File.WriteAllText(folder["driver.c"], """
            #include <string.h>
            int nvmlInit_v2(void) { return 0; }
            int nvmlShutdown(void) { return 0; }
            int nvmlDeviceGetCount_v2(unsigned *count) { *count = 2; return 0; }
            int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { *device = (void *)(long)(index + 1); return 0; }
            int nvmlDeviceGetMinorNumber(void *device, unsigned *minor) { *minor = 8 - (unsigned)(long)device; return 0; }
            int nvmlDeviceGetUUID(void *device, char *text, unsigned size) { strncpy(text, device == (void *)1 ? "GPU-a" : "GPU-b", size); return 0; }
            int nvmlDeviceGetName(void *device, char *text, unsigned size) { strncpy(text, "NVIDIA Test", size); return 0; }
            int nvmlDeviceGetMemoryInfo(void *device, unsigned long long *memory) { if (device == (void *)2) return 3; memory[0] = 80ull << 30; return 0; }
            """);
        using (var program = Process.Start(compiler!, ["-shared", "-fPIC", "-o", folder["libdriver.so"], folder["driver.c"]]))
            program.WaitForExit();

        var told = Nvml.Ask(folder["libdriver.so"]);

        Assert.Equal(new GpuFacts("GPU-a", "NVIDIA Test", 81_920), told[7]);
        Assert.Equal(new GpuFacts("GPU-b", "NVIDIA Test", null), told[6]);
        Assert.Empty(Nvml.Ask("libno-such-driver.so"));
        Assert.Empty(Nvml.Ask("libc.so.6"));
    }

    private static TaskInfo Gpus(string id, double count, string script)
    {
        var task = Orders.Task(id, script);
        if (count > 0)
            task.Resources.Add(new Resource { Name = "gpus", Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = count } });
        return task;
    }

    private static TaskLaunch Launch(string container, double gpus) =>
        new(Orders.Agent, Orders.FrameworkInfo(), Gpus(container, gpus, ""), "dev", container, "/sandbox");
}
