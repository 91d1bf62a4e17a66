namespace MesosOperator.Protocol.AgentLink;

/// <summary>By which the operator tells an agent what the caller of a request in a tunnel may do: names with commas between.</summary>
public static class AgentRightsHeader
{
    /// <summary>The name of the header. What a caller writes there himself never reaches an agent.</summary>
    public const string Name = "Mesos-Operator-Rights";

    /// <summary>The value for rights.</summary>
    public static string Format(AgentRights rights) => rights.ToString();

    /// <summary>The rights of a value; none of one that makes no sense.</summary>
    public static AgentRights Parse(string? value) => Enum.TryParse<AgentRights>(value, out var rights) ? rights & AgentRights.All : AgentRights.None;
}
