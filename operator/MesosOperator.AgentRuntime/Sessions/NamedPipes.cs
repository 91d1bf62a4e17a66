using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>Pipes by which a container runtime and this agent pass on what a program reads and writes, in a folder of their own.</summary>
internal sealed class NamedPipes(string folder)
{
    private const uint OwnerOnly = 0b110_000_000;

    public string Input => Path.Combine(folder, "input");

    public string Output => Path.Combine(folder, "output");

    public string Errors => Path.Combine(folder, "errors");

    /// <summary>Makes them, and opens the ends that stay with the agent.</summary>
    /// <exception cref="IOException">They cannot be made.</exception>
    public ProgramStreams Open()
    {
        var streams = OpenTerminal();
        try
        {
            return streams with { Errors = Make(Errors, 0), IsTerminal = false };
        }
        catch (IOException)
        {
            streams.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="Open"/>, for a program that has all of it in one terminal.</summary>
    /// <exception cref="IOException">They cannot be made.</exception>
    public ProgramStreams OpenTerminal()
    {
        Remove();
        Directory.CreateDirectory(folder);
        // Open for reading too, or opening it would wait for the runtime; what a program reads ends when nobody has it open.
        var input = Make(Input, LibC.OpenReadWrite);
        try
        {
            return new ProgramStreams(input, Make(Output, 0), null, IsTerminal: true);
        }
        catch (IOException)
        {
            input.Dispose();
            throw;
        }
    }

    public void Remove()
    {
        if (Directory.Exists(folder))
            FolderRemoval.Delete(folder);
    }

    private static Descriptor Make(string path, int mode)
    {
        if (LibC.MakePipe(path, OwnerOnly) != 0)
            throw new IOException($"{path}: {ErrorNumbers.Describe(Marshal.GetLastPInvokeError())}");
        return Descriptor.Of(LibC.Open(path, mode | LibC.OpenNonBlocking | LibC.OpenCloseOnExec, 0), path);
    }
}
