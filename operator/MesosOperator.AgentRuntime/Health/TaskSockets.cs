using System.Net.Sockets;
using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>Makes sockets in the network in which a task listens: that of its container, or the host's.</summary>
internal sealed class TaskSockets(string workDirectory)
{
    private const string Own = "/proc/self/ns/net";

    /// <summary>Null where the task has the host's network, and so nothing special is needed.</summary>
    /// <exception cref="IOException">The task has ended, or the agent may not enter its network.</exception>
    public Func<AddressFamily, Socket>? FactoryFor(TaskLaunch launch, int pid)
    {
        if (TaskImages.NameOf(launch.Task) is null)
            return null;
        var path = $"/proc/{pid}/ns/net";
        if (new FileInfo(path).LinkTarget == new FileInfo(Own).LinkTarget)
            return null;
        return family =>
        {
            using var network = Descriptor.Of(LibC.Open(path, LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0), "The task has ended");
            // It was opened before, so it is that of the task.
            return new ContainerFiles(workDirectory, launch.ContainerId).IsSame(pid) ? SocketIn(network, family) : throw new IOException("The task has ended");
        };
    }

    /// <summary>On a thread of its own, which never comes back to where it was.</summary>
    private static Socket SocketIn(Descriptor network, AddressFamily family)
    {
        Socket? socket = null;
        var error = 0;
        var thread = new Thread(() =>
        {
            error = LibC.EnterNamespace(network.Number, LibC.NetworkNamespace) == 0 ? 0 : System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
            if (error == 0)
                socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new IOException($"The network of the task cannot be entered: {ErrorNumbers.Describe(error)}");
    }
}
