using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Shows a folder to a process that runs with mounts of its own, and only to that.</summary>
internal static class MountAttacher
{
    /// <summary>Waits some milliseconds. What is wrong, or null.</summary>
    /// <param name="pid">A process of those mounts.</param>
    /// <param name="folder">What to show, as the agent sees it.</param>
    /// <param name="root">A folder that both see at the same path.</param>
    /// <param name="place">Where to show it below that; made as far as it is not there, and reached through no link.</param>
    public static string? Attach(int pid, string folder, string root, string place)
    {
        string? problem = null;
        // A thread enters other mounts for good, and only one that shares nothing of its view of files.
        var thread = new Thread(() => problem = AttachHere(pid, folder, root, place)) { IsBackground = true, Name = "attaching a volume" };
        thread.Start();
        thread.Join();
        return problem;
    }

    private static string? AttachHere(int pid, string folder, string root, string place)
    {
        try
        {
            using var mounts = Descriptor.Of(LibC.Open($"/proc/{pid}/ns/mnt", LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0), "Finding the mounts of the executor");
            using var source = Descriptor.Of(LibC.CloneMount(folder), "Taking the folder");
            Require(LibC.Unshare(LibC.CloneFiles), "Leaving the mounts of the agent");
            Require(LibC.EnterNamespace(mounts.Number, LibC.CloneMounts), "Entering the mounts of the executor");
            using var target = Reach(root, place);
            Require(LibC.MoveMount(source.Number, target.Number), "Mounting");
            return null;
        }
        catch (IOException failure)
        {
            return failure.Message;
        }
    }

    private static Descriptor Reach(string root, string place)
    {
        const uint mode = 0b111_101_101;
        var folder = Descriptor.Of(LibC.Open(root, LibC.OpenPlace, 0), root);
        foreach (var part in place.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            using var parent = folder;
            _ = LibC.MakeFolderAt(parent.Number, part, mode); // it is there already, or what follows says what is wrong
            folder = Descriptor.Of(LibC.OpenAt(parent.Number, part, LibC.OpenPlace, 0), part);
        }

        return folder;
    }

    private static void Require(int result, string what)
    {
        if (result < 0)
            throw new IOException($"{what}: {ErrorNumbers.Describe(Marshal.GetLastPInvokeError())}");
    }
}
