import json,re
from api.test_agencies_page import *
def show(v,ind=0):
    one=json.dumps(v,ensure_ascii=False)
    if sum(2 if ord(c)>0x2e80 else 1 for c in one)+ind<=98 or not isinstance(v,(dict,list)): return one
    pad=" "*(ind+1)
    if isinstance(v,dict): return "{"+(",\n"+pad).join(json.dumps(k)+": "+show(x,ind+1) for k,x in v.items())+"}"
    return "["+(",\n"+pad).join(show(x,ind+1) for x in v)+"]"
async def test_fill(asker):
    text=PAGE.read_text("utf-8")
    for m in re.finditer(r"```graphql\n(.*?)```\n```json\n(.*?)```", text, re.DOTALL):
        r=await asker.ask(m[1])
        assert r.codes==(), (m[1], r)
        text=text.replace(m[0], m[0][:m[0].index("```json\n")]+"```json\n"+show(r.data)+"\n```")
    PAGE.write_text(text,"utf-8")
