namespace MesosOperator.Http.Links;

/// <summary>What a call of an agent meets first: who it is, its certificates, its registration.</summary>
internal sealed record LinkDoor(LinkGuard Guard, AgentAdmissions Admissions, AgentGreeter Greeter);
