namespace MesosOperator.Runtime.Loop;

/// <summary>This process no longer leads: nothing of what it decided since may be written or told.</summary>
public sealed class LeadershipLostException() : Exception("This process no longer leads");
