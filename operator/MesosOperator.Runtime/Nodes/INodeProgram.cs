namespace MesosOperator.Runtime.Nodes;

/// <summary>A program that runs beside a task of a node. One caller reads of it; any may write.</summary>
public interface INodeProgram : IAsyncDisposable
{
    /// <summary>Its exit status, once it has ended; null where nobody knows that.</summary>
    Task<int?> Ended { get; }

    /// <summary>What it says next, which the buffer of the caller takes; null when it says nothing any more.</summary>
    ValueTask<NodeOutput?> ReadAsync(Memory<byte> buffer, CancellationToken stop);

    /// <summary>Tells it something; false when it takes nothing any more.</summary>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> data, CancellationToken stop);

    /// <summary>Says that nothing more comes; false where the cluster's API server cannot pass that on.</summary>
    ValueTask<bool> CloseInputAsync(CancellationToken stop);

    /// <summary>Tells the size of its terminal, in characters.</summary>
    ValueTask ResizeAsync(uint rows, uint columns, CancellationToken stop);
}
