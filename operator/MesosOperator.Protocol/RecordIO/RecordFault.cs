namespace MesosOperator.Protocol.RecordIO;

/// <summary>Why bytes are not a sequence of records.</summary>
public enum RecordFault
{
    /// <summary>The length line holds something else than ASCII digits.</summary>
    LengthNotDecimal,

    /// <summary>The length line has more digits than a 64-bit number can have.</summary>
    LengthOutOfRange,

    /// <summary>The record is larger than the reader accepts.</summary>
    TooLarge,

    /// <summary>The stream ended inside a record.</summary>
    Truncated,
}
