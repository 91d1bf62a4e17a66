namespace MesosOperator.Core.Resources;

/// <summary>The names of the resources that the operator itself knows.</summary>
public static class ResourceName
{
    /// <summary>Processor cores; 1 is one core.</summary>
    public const string Cpus = "cpus";

    /// <summary>Memory in MiB.</summary>
    public const string Memory = "mem";

    /// <summary>Disk in MiB.</summary>
    public const string Disk = "disk";

    /// <summary>Graphics processors, whole ones.</summary>
    public const string Gpus = "gpus";

    /// <summary>Network ports, as ranges.</summary>
    public const string Ports = "ports";

    /// <summary>Ports that the agent keeps for itself; they never leave the master (case M17).</summary>
    public const string EphemeralPorts = "ephemeral_ports";

    /// <summary>
    /// The one copy of a name that the program itself spells out, so that equal names mostly are the same object and
    /// compare at once. Other names stay as they are: a table of them would grow with whatever clients send.
    /// </summary>
    internal static string Intern(string name) => string.IsInterned(name) ?? name;
}
