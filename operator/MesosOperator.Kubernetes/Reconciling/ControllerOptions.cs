namespace MesosOperator.Kubernetes.Reconciling;

/// <summary>The name of a controller, as logs, metrics and field managers say it, and how many keys it works on at once.</summary>
internal sealed record ControllerOptions(string Name, int ConcurrencyMax = 4);
