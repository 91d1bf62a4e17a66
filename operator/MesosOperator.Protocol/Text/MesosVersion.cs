namespace MesosOperator.Protocol.Text;

/// <summary>The version of Mesos whose APIs are spoken; some clients turn every part of it into a number.</summary>
public static class MesosVersion
{
    /// <summary>The newest that was released.</summary>
    public const string Spoken = "1.11.0";
}
