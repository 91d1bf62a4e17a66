using System.Diagnostics;
using System.Globalization;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A file system of one test that can be made larger and smaller.</summary>
internal sealed class SizedDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SizedDisk(int mebibytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can mount a file system.");
        Mount("size", mebibytes);
    }

    public string Path => _folder.Path;

    public void Resize(int mebibytes) => Mount("remount,size", mebibytes);

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder.Dispose();
    }

    private void Mount(string option, int mebibytes) =>
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"{option}={mebibytes}m"), "none", Path);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
