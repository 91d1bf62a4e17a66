using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What has happened and waits to be looked at. Bounded: who brings more than the agent can take has to wait.</summary>
internal sealed class AgentMailbox
{
    private const int Capacity = 16_384;

    private readonly Channel<AgentInput> _inputs = Channel.CreateBounded<AgentInput>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Waits for room. Dropped when the agent has ended.</summary>
    public async ValueTask PostAsync(AgentInput input)
    {
        while (await _inputs.Writer.WaitToWriteAsync())
        {
            if (_inputs.Writer.TryWrite(input))
                return;
        }
    }

    /// <summary>Makes the reader look at the time; in a full mailbox it does so anyway.</summary>
    public void Wake() => _inputs.Writer.TryWrite(new AgentInput.Tick());

    /// <summary>Waits until there is something to take. False when there will be nothing any more.</summary>
    public ValueTask<bool> WaitAsync() => _inputs.Reader.WaitToReadAsync();

    public bool TryTake([MaybeNullWhen(false)] out AgentInput input) => _inputs.Reader.TryRead(out input);

    /// <summary>Nobody reads any more.</summary>
    public void Close() => _inputs.Writer.TryComplete();
}
