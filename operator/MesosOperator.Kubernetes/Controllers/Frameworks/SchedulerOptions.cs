namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>What the programs of frameworks are told.</summary>
/// <param name="MasterUrl">Where they reach the Mesos API, such as <c>http://mesos-operator.mesos:5050</c>.</param>
internal sealed record SchedulerOptions(string MasterUrl);
