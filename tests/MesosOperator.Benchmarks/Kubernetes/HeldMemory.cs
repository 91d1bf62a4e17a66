namespace MesosOperator.Benchmarks.Kubernetes;

/// <summary>The memory of a process, in MB of 10⁶ bytes: its heap and all of it, as things are and after a full collection.</summary>
internal sealed record HeldMemory(double Heap, double Process, double HeapCollected, double ProcessCollected);
