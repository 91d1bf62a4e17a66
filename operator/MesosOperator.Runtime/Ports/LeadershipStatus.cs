namespace MesosOperator.Runtime.Ports;

/// <summary>What one process knows of the election at one time.</summary>
/// <param name="State">What this process is.</param>
/// <param name="Epoch">
/// Which term it is, counted from 1; 0 while none is known. It grows with each change of the lead, so that whoever takes
/// orders can refuse those of an earlier leader.
/// </param>
/// <param name="Leader">The leader's identity; empty while there is none.</param>
/// <param name="Address">Where clients reach the leader; empty when it does not say.</param>
public sealed record LeadershipStatus(LeadershipState State, long Epoch, string Leader, string Address);
