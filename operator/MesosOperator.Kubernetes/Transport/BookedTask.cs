using MesosOperator.Core.Identity;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>The last that was heard of a task.</summary>
/// <param name="Framework">Whose task it is.</param>
/// <param name="Status">What was heard; with the id of the update that is to be acknowledged, if one is.</param>
/// <param name="IsConfirmed">Whether it was heard from the present master.</param>
internal sealed record BookedTask(FrameworkId Framework, TaskStatus Status, bool IsConfirmed);
