using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>A terminal that is none: what a program takes for one, and the end from which people see it.</summary>
internal static unsafe class Terminal
{
    private const nuint Unlock = 0x4004_5431;
    private const nuint OpenPeer = 0x5441;
    private const nuint SetSize = 0x5414;

    /// <summary>Open for reading and writing, and no terminal of this process.</summary>
    private const int Flags = LibC.OpenReadWrite | 0x100 | LibC.OpenCloseOnExec;

    /// <summary>The end for people, and the one for the program, which belongs to the user.</summary>
    /// <exception cref="IOException">There are too many.</exception>
    public static (Descriptor People, Descriptor Program) Open(SystemUser? user)
    {
        var people = Descriptor.Of(LibC.Open("/dev/ptmx", Flags | LibC.OpenNonBlocking, 0), "Opening a terminal");
        var zero = 0;
        if (LibC.ControlDevice(people.Number, Unlock, (nint)(&zero)) != 0)
            throw Failure(people);
        var peer = LibC.ControlDevice(people.Number, OpenPeer, Flags);
        if (peer < 0)
            throw Failure(people);
        var program = Descriptor.Of(peer, "Opening a terminal");
        if (user is not null)
            _ = LibC.ChangeOwnerOf(program.Number, user.UserId, user.GroupId); // the program can use what it was given anyhow
        return (people, program);
    }

    /// <summary>Says how large it is on the screen; the program is told.</summary>
    public static void Resize(Descriptor people, uint rows, uint columns)
    {
        var size = stackalloc ushort[4] { (ushort)Math.Min(rows, ushort.MaxValue), (ushort)Math.Min(columns, ushort.MaxValue), 0, 0 };
        _ = LibC.ControlDevice(people.Number, SetSize, (nint)size);
    }

    private static IOException Failure(Descriptor people)
    {
        var error = Marshal.GetLastPInvokeError();
        people.Dispose();
        return new IOException($"Opening a terminal: {ErrorNumbers.Describe(error)}");
    }
}
