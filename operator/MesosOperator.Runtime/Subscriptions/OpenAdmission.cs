using MesosOperator.Core.Frameworks;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Subscriptions;

/// <summary>Takes every framework as what it says it is.</summary>
public sealed class OpenAdmission : IFrameworkAdmission
{
    /// <inheritdoc/>
    public FrameworkAdmission Admit(FrameworkInfo info) => new FrameworkAdmission.Admitted(info);

    /// <inheritdoc/>
    public (string Namespace, string Name) Locate(FrameworkInfo info) => ("", info.Name);
}
