using k8s.Models;

namespace MesosOperator.Kubernetes.Events;

/// <summary>Something that is told on an object: whether it is a warning, in one word for programs, what was done, and for people.</summary>
internal sealed record ObjectEvent(V1ObjectReference Regarding, EventKind Kind, string Reason, string Action, string Note);
