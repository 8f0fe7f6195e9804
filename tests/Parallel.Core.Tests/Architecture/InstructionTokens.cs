using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ParallelCore.Tests.Architecture;

/// <summary>The metadata tokens that the instructions of a method body name.</summary>
internal static class InstructionTokens
{
    private const byte TwoByteMarker = 0xFE;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    public static IEnumerable<EntityHandle> Read(byte[] il)
    {
        for (int at = 0; at < il.Length;)
        {
            int code = il[at++];
            if (code == TwoByteMarker)
            {
                code = (TwoByteMarker << 8) | il[at++];
            }

            OperandType operand = Operands[code];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return MetadataTokens.EntityHandle(BitConverter.ToInt32(il, at));
            }

            at += SizeOf(operand, il, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
