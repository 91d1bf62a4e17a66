namespace MesosOperator.Simulation;

/// <summary>The world is not as it should be.</summary>
public sealed class SimulationFailure(string statement) : Exception(statement)
{
    public static void Unless(bool holds, string statement)
    {
        if (!holds)
            throw new SimulationFailure(statement);
    }
}
