namespace MesosOperator.Kubernetes.Reconciling.Informers;

/// <summary>A change of an object that an informer saw. Both states are shared: nobody may change them.</summary>
internal readonly record struct ResourceChange<T>(ChangeKind Kind, T Resource, T? Previous);
