using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Bodies of a form that the call doesn't take as it is meant: PC1007, PC1008.</summary>
internal static class BodyForm
{
    public static void Check(Reporter reporter, List<BodyReading> readings)
    {
        foreach (BodyReading reading in readings)
        {
            ParallelBody body = reading.Body;
            if (body.Method is { IsAsync: true, ReturnsVoid: true })
            {
                reporter.Report(Descriptors.AsyncBody, body.Argument.Syntax.GetLocation(), "AsyncVoid", reporter.Call.Name);
            }

            CheckEnd(reporter, body);
        }
    }

    private static void CheckEnd(Reporter reporter, ParallelBody body)
    {
        if (body.Call.Invocation.TargetMethod.Name == "RunTiles" || body.IsStruct)
        {
            return;
        }

        foreach (IParameterSymbol parameter in body.Method.Parameters)
        {
            if (body.RoleOf(parameter) == ParameterRole.ChunkEnd && !parameter.IsDiscard && parameter.Name != "_" && !Reads(body, parameter) && Reads(body, body.Method.Parameters[parameter.Ordinal - 1]))
            {
                Location at = body.IsElsewhere ? body.Argument.Syntax.GetLocation() : parameter.Locations[0];
                reporter.Report(Descriptors.EndNeverRead, at, "End", parameter.Name);
            }
        }
    }

    private static bool Reads(ParallelBody body, IParameterSymbol parameter) =>
        body.Code.DescendantsAndSelf().Any(operation => operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter));
}
