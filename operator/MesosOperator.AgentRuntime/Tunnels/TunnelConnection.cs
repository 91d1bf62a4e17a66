using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace MesosOperator.AgentRuntime.Tunnels;

/// <summary>The operator's end of a connection to the agent's server.</summary>
internal sealed class TunnelConnection(DefaultConnectionContext connection)
{
    /// <summary>What the server says.</summary>
    public PipeReader Input => connection.Application!.Input;

    /// <summary>What the server is told.</summary>
    public PipeWriter Output => connection.Application!.Output;

    /// <summary>The server gives up whatever it does for it.</summary>
    public void End()
    {
        Output.Complete();
        Input.Complete();
        connection.Abort(new ConnectionAbortedException("The tunnel has ended."));
    }
}
