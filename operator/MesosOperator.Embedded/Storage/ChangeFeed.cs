using System.Threading.Channels;

namespace MesosOperator.Embedded.Storage;

/// <summary>
/// The changes of one sort of objects as they happen. One that is not read fast enough ends: the reader goes on from
/// the version that it has.
/// </summary>
internal sealed class ChangeFeed(string storedAs, string @namespace, int waitingMax, Action<ChangeFeed> forget) : IDisposable
{
    private readonly Channel<StoredChange> _waiting = Channel.CreateBounded<StoredChange>(waitingMax);

    public ChannelReader<StoredChange> Changes => _waiting.Reader;

    public void Tell(StoredChange change)
    {
        var address = change.After.Address;
        if (address.StoredAs == storedAs && (@namespace.Length == 0 || @namespace == address.Namespace)
            && !_waiting.Writer.TryWrite(change))
            _waiting.Writer.TryComplete();
    }

    public void Dispose() => forget(this);
}
