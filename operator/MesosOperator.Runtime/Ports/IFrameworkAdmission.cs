using MesosOperator.Core.Frameworks;

namespace MesosOperator.Runtime.Ports;

/// <summary>
/// Says as whom a framework that subscribes over HTTP is taken: where something durable stands for it, that gives its
/// identity and its bounds. Asked before the master is.
/// </summary>
public interface IFrameworkAdmission
{
    /// <summary>Looks at a framework as it describes itself, with the principal that it has or claims. Must be quick.</summary>
    FrameworkAdmission Admit(FrameworkInfo info);

    /// <summary>What stands for the framework, by namespace and name, so that it can be asked who may act as it; the namespace is empty while nothing does.</summary>
    (string Namespace, string Name) Locate(FrameworkInfo info);
}
