namespace MesosOperator.Host.Serving;

/// <summary>What one way to run the operator adds to it. What is added before the master stops after it.</summary>
internal sealed record OperatorParts(Action<IServiceCollection> BeforeMaster, Action<IServiceCollection> AfterMaster);
