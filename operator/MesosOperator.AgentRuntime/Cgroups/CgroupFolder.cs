using System.Globalization;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>One folder of a control group file system.</summary>
internal sealed record CgroupFolder(string Path)
{
    private const int MostRounds = 1_000;

    public string ProcessFile => this["cgroup.procs"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <exception cref="IOException">The kernel refuses.</exception>
    public CgroupFolder Make()
    {
        try
        {
            Directory.CreateDirectory(Path);
            return this;
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }

    public CgroupFolder Child(string name) => new(this[name]);

    /// <exception cref="IOException">The kernel refuses the value; the message names the file.</exception>
    public void Write(string name, string value)
    {
        try
        {
            using var file = new FileStream(this[name], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(value));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{value} cannot be written to {this[name]}: {refused.Message}", refused);
        }
    }

    public void Write(string name, long value) => Write(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>For what not every kernel has.</summary>
    public void WriteIfThere(string name, string value)
    {
        if (File.Exists(this[name]))
            Write(name, value);
    }

    /// <summary>The lines of a file; none where it is not there, or not any more.</summary>
    public string[] Lines(string name)
    {
        try
        {
            return File.Exists(this[name]) ? File.ReadAllLines(this[name]) : [];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public IReadOnlyCollection<string> Children() =>
        Directory.Exists(Path) ? [.. Directory.EnumerateDirectories(Path).Select(child => System.IO.Path.GetFileName(child))] : [];

    /// <summary>Kills what is in it and below until nothing is, and removes it. False when something stays.</summary>
    public bool Remove()
    {
        foreach (var child in Children())
            Child(child).Remove();
        for (var round = 0; round < MostRounds; round++)
        {
            if (!Directory.Exists(Path))
                return true;
            try
            {
                Kill();
                Directory.Delete(Path); // its files are no files: the kernel takes them along
                return true;
            }
            catch (IOException)
            {
                Thread.Yield(); // somebody is still ending
            }
        }

        return false;
    }

    public void RemoveIfEmpty()
    {
        try
        {
            Directory.Delete(Path);
        }
        catch (IOException)
        {
            // It is in use, by this agent's tasks that live on or by groups below.
        }
    }

    private void Kill()
    {
        foreach (var line in File.ReadLines(ProcessFile))
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1)
                _ = LibC.Kill(pid, LibC.SignalKill);
    }
}
