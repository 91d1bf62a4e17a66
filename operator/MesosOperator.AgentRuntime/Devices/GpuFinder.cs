using System.Collections.Immutable;
using System.Globalization;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>Finds graphics processors of NVIDIA by their device files, and asks the driver what they are.</summary>
/// <param name="Devices">The folder of device files, /dev but in tests.</param>
/// <param name="Processes">The folder of the kernel's files, /proc but in tests.</param>
/// <param name="DriverLibrary">Name of the driver's library.</param>
internal sealed record GpuFinder(string Devices = "/dev", string Processes = "/proc", string DriverLibrary = "libnvidia-ml.so.1")
{
    /// <summary>Without these no program can use a processor; with them alone none can either.</summary>
    private static readonly string[] Common = ["nvidiactl", "nvidia-uvm", "nvidia-uvm-tools"];

    /// <summary>Those of this host that are wanted.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="problem">What is wrong with the choice; null: nothing.</param>
    public HostGpus Find(GpuChoice choice, out string? problem)
    {
        problem = null;
        if (choice.IsNone)
            return HostGpus.None;
        var found = Discover();
        if (choice.Indexes is not { } wanted)
            return found.IsEmpty ? HostGpus.None : new HostGpus(found, CommonDevices());
        if (wanted.Except(found.Select(gpu => gpu.Index)).ToArray() is { Length: > 0 } missing)
            problem = $"this host has no GPU {string.Join(", ", missing)} (it has {(found.IsEmpty ? "none" : string.Join(", ", found.Select(gpu => gpu.Index)))})";
        return new HostGpus([.. found.Where(gpu => wanted.Contains(gpu.Index))], CommonDevices());
    }

    /// <summary>Whether the device file of one that was found is still that.</summary>
    public bool IsThere(Gpu gpu) => DeviceFile.RuleOf(Path.Combine(Devices, string.Create(CultureInfo.InvariantCulture, $"nvidia{gpu.Index}"))) == gpu.Device;

    private ImmutableArray<Gpu> Discover()
    {
        if (!Directory.Exists(Devices))
            return [];
        var told = Nvml.Ask(DriverLibrary);
        var files = ReadDriverFiles();
        return
        [
            .. from path in Directory.EnumerateFileSystemEntries(Devices, "nvidia*")
               let index = IndexOf(Path.GetFileName(path))
               where index >= 0
               let device = DeviceFile.RuleOf(path)
               where device is not null
               orderby index
               let known = told.GetValueOrDefault(index) ?? files.GetValueOrDefault(index)
               select new Gpu(index, known?.Uuid ?? "", known?.Model ?? "", known?.MemoryMebibytes, device.Value),
        ];
    }

    private ImmutableArray<DeviceNode> CommonDevices() =>
    [
        .. from name in Common
           let rule = DeviceFile.RuleOf(Path.Combine(Devices, name))
           where rule is not null
           select new DeviceNode($"/dev/{name}", rule.Value),
    ];

    /// <summary>The number in a name such as nvidia0; below zero where it is something else.</summary>
    private static int IndexOf(string name) =>
        int.TryParse(name["nvidia".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    /// <summary>What the driver says of each in a file of lines such as <c>Model: NVIDIA A100</c>.</summary>
    private Dictionary<int, GpuFacts> ReadDriverFiles()
    {
        var folder = Path.Combine(Processes, "driver/nvidia/gpus");
        var facts = new Dictionary<int, GpuFacts>();
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(gpu => Path.Combine(gpu, "information")) : [])
        {
            if (!File.Exists(file))
                continue;
            var fields = File.ReadLines(file).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
            if (int.TryParse(fields["Device Minor"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
                facts[minor] = new GpuFacts(fields["GPU UUID"].FirstOrDefault() ?? "", fields["Model"].FirstOrDefault() ?? "", null);
        }

        return facts;
    }
}
