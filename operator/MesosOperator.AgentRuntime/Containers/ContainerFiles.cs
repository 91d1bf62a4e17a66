using System.Globalization;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>What an agent writes down about a container in the folder where the launcher writes about a process.</summary>
internal sealed class ContainerFiles(string workDirectory, string id)
{
    public string Folder { get; } = MetaPaths.OfTask(workDirectory, id);

    /// <summary>Folder with hostname, hosts and resolv.conf of the container.</summary>
    public string Names => Path.Combine(Folder, "names");

    /// <summary>Folder with its secrets, which is in memory where the host has a place for that.</summary>
    public string Secrets => Path.Combine(Folder, "secrets");

    /// <summary>Folder with one for each program that people run in it.</summary>
    public string Programs => Path.Combine(Folder, "programs");

    private string Identity => Path.Combine(Folder, "identity");

    /// <summary>Written before the program begins: its number, when it was made, where its memory is counted, and by which signal it ends.</summary>
    public void WriteStart(int pid, string? memoryFolder, int stopSignal)
    {
        File.WriteAllLines(Identity, [ProcessStart.Of(pid) ?? "", memoryFolder ?? "", stopSignal.ToString(CultureInfo.InvariantCulture)]);
        File.WriteAllText(CheckpointFiles.Pid(Folder), string.Create(CultureInfo.InvariantCulture, $"{pid}\n"));
    }

    /// <summary>Whether a process is the one that was written down, and not another of its number.</summary>
    public bool IsSame(int pid) => Line(0) is { Length: > 0 } start && ProcessStart.Of(pid) == start;

    /// <summary>Where its memory is counted; null where it is not.</summary>
    public string? MemoryFolder => Line(1) is { Length: > 0 } folder ? folder : null;

    /// <summary>The signal that asks it to end.</summary>
    public int StopSignal => int.TryParse(Line(2), NumberStyles.None, CultureInfo.InvariantCulture, out var signal) ? signal : LibC.SignalTerminate;

    /// <summary>In the form of the launcher's.</summary>
    public void WriteEnd(TaskEnd end)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"status {end.Status!.Value.WaitStatus} memory-kills {end.MemoryKills} memory-used {end.MostMemoryUsed}\n");
        File.WriteAllText(CheckpointFiles.Exit(Folder), line);
    }

    private string? Line(int index) => File.Exists(Identity) ? File.ReadLines(Identity).ElementAtOrDefault(index) : null;
}
