namespace MesosOperator.Protocol.RecordIO;

/// <summary>Says that a stream is not RecordIO, or holds a record that is too large; nothing after it can be read.</summary>
public sealed class RecordFormatException : Exception
{
    /// <summary>Makes the error.</summary>
    public RecordFormatException(RecordFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>The reason.</summary>
    public RecordFault Fault { get; }
}
