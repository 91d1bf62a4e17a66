namespace MesosOperator.Architecture.Tests.Laws;

/// <param name="Subject">What breaks the law; what an exception names.</param>
/// <param name="Detail">How.</param>
public sealed record Breach(string Subject, string Detail);
