namespace MesosOperator.Simulation;

/// <summary>Runs one world from its seed to its end.</summary>
public static class Simulator
{
    /// <summary>How many seconds of trouble a world has where nobody says.</summary>
    public const int DefaultTicks = 600;

    public static SimulationResult Run(ulong seed, int ticks = DefaultTicks)
    {
        using var world = new World(seed);
        try
        {
            world.Run(ticks);
            Convergence.Require(world);
            return new(seed, world.Trace.Lines, world.Trace.Hash(), null, []);
        }
        catch (Exception failure)
        {
            return new(seed, world.Trace.Lines, world.Trace.Hash(), failure.ToString(), [.. world.Trace.LastLines]);
        }
    }
}
