using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Opens files with the rights of another user: those count for one thread at a time on Linux (setfsuid(2)).</summary>
internal static class FileIdentity
{
    /// <summary>Opens a regular file for reading.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="user">Whose rights count; null, or an agent that is not root: the agent's own.</param>
    /// <exception cref="IOException">It is not there, may not be read, or is no file.</exception>
    public static FileStream OpenRead(string path, SystemUser? user)
    {
        var (number, error) = user is null || !SystemUser.CurrentIsRoot ? Open(path) : OpenAs(user, path);
        if (error != 0)
            throw new IOException(ErrorNumbers.Describe(error));
        var handle = new SafeFileHandle(number, ownsHandle: true);
        try
        {
            return LibC.IsRegularFile(number) ? new FileStream(handle, FileAccess.Read, bufferSize: 0) : throw new IOException("it is no regular file");
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Nothing in here waits, so it all happens on one thread.</summary>
    private static (int File, int Error) OpenAs(SystemUser user, string path)
    {
        var before = LibC.CurrentGroups();
        LibC.SetThreadGroups(user.Groups());
        _ = LibC.SetFileGroup(user.GroupId);
        _ = LibC.SetFileUser(user.UserId);
        try
        {
            return LibC.SetFileUser(user.UserId) == user.UserId ? Open(path) : (-1, LibC.ErrorNotPermitted);
        }
        finally
        {
            _ = LibC.SetFileUser(0);
            _ = LibC.SetFileGroup(0);
            LibC.SetThreadGroups(before);
            if (LibC.SetFileUser(0) != 0)
                Environment.FailFast("A thread of the agent cannot become itself again");
        }
    }

    /// <summary>Without waiting for the other end of a pipe.</summary>
    private static (int File, int Error) Open(string path)
    {
        var file = LibC.Open(path, LibC.OpenReadOnly | LibC.OpenCloseOnExec | LibC.OpenNonBlocking, 0);
        return (file, file < 0 ? Marshal.GetLastPInvokeError() : 0);
    }
}
