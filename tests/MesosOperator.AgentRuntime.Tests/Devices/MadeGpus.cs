using System.Diagnostics;
using System.Globalization;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Devices;

/// <summary>
/// Folders that look like /dev and /proc of a host with graphics processors of NVIDIA. No driver stands behind them: who
/// may open a device is told that there is none (ENXIO), and who may not, that it is not permitted (EPERM).
/// </summary>
internal sealed class MadeGpus : IDisposable
{
    private const string Major = "195";

    private readonly SharedFolder _root = new();

    public MadeGpus(int count)
    {
        Directory.CreateDirectory(_root["dev"]);
        Directory.CreateDirectory(_root["dev/nvidia-caps"]);
        foreach (var minor in Enumerable.Range(0, count))
        {
            Make($"nvidia{minor}", minor);
            Tell(minor, $"Model: \t\t NVIDIA Test 9000\nIRQ:   \t\t 11\nGPU UUID: \t GPU-{minor}{minor}\nBus Location: \t 0000:0{minor}:00.0\nDevice Minor: \t {minor}\n");
        }

        Make("nvidiactl", 255);
        File.WriteAllText(_root["dev/nvidia9"], "no device");
    }

    /// <summary>What an agent shall look with.</summary>
    public GpuFinder Finder => new(_root["dev"], _root["proc"], "libno-such-driver.so");

    /// <summary>A script that says of each device whether it may be opened.</summary>
    public string Probe => $"for d in {_root["dev"]}/nvidia[0-8] {_root["dev"]}/nvidiactl; do (head -c1 < $d) 2>&1 | grep -q 'not permitted' && echo no || echo yes; done; echo $NVIDIA_VISIBLE_DEVICES/$CUDA_VISIBLE_DEVICES";

    public void Remove(int minor) => File.Delete(_root[$"dev/nvidia{minor}"]);

    public void Dispose() => _root.Dispose();

    public static void Need() => Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can make device files.");

    private void Tell(int minor, string text) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_root[$"proc/driver/nvidia/gpus/0000:0{minor}:00.0"]).FullName, "information"), text);

    private void Make(string name, int minor)
    {
        using var program = Process.Start("mknod", [_root[$"dev/{name}"], "c", Major, minor.ToString(CultureInfo.InvariantCulture)]);
        program.WaitForExit();
        Assert.Equal(0, program.ExitCode);
    }
}
