using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Pictures;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>Through which the agent is looked at, without being held up.</summary>
internal sealed class AgentWindow(AgentMailbox mailbox)
{
    /// <summary>What the agent is and runs, as of now.</summary>
    public async Task<AgentPicture> LookAsync(CancellationToken stop)
    {
        var request = new PictureRequest();
        await mailbox.PostAsync(new AgentInput.Looked(request));
        return await request.Picture.WaitAsync(stop);
    }
}
