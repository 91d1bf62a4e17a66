using System.Diagnostics;
using System.Globalization;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A file system of its own that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly SharedFolder _folder = new();

    public SmallDisk(int mebibytes)
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can mount a file system.");
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m"), "none", _folder.Path);
    }

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(_folder["filler"], FileMode.Append, FileAccess.Write, FileShare.None, 0);
        var block = new byte[4096];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void Empty() => File.Delete(_folder["filler"]);

    public void Dispose()
    {
        Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
